package dev.tidemark.cli.deployment;

/// Something about a deployment that is not as Terraform made it.
///
/// @param make lines of Python that bring it about
/// @param mend lines that undo it
/// @param place where the check has to find it
/// @param problem how the check has to say it
record Defect(String what, String make, String mend, String place, String problem) {

    @Override
    public String toString() {
        return what;
    }
}
