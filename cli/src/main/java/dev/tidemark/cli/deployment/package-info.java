/// `tidemark check --aws`: whether what Terraform made is there, and is as it made it. Looks, and changes nothing.
@NullMarked
package dev.tidemark.cli.deployment;

import org.jspecify.annotations.NullMarked;
