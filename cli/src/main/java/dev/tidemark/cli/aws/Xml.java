package dev.tidemark.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Answers of the older services, as the newer ones would write them: an element with `member`s or `entry`s is a list, one
/// with other elements an object, one with none a text.
final class Xml {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Xml() {}

    static JsonNode tree(byte[] document) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return tree(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("the answer is no XML", e);
        }
    }

    private static JsonNode tree(Element element) {
        List<Element> children = children(element);
        if (children.isEmpty()) {
            return JSON.textNode(element.getTextContent().strip());
        }
        if (children.stream().allMatch(child -> isOfList(child.getNodeName()))) {
            ArrayNode list = JSON.arrayNode();
            children.forEach(child -> list.add(tree(child)));
            return list;
        }
        ObjectNode object = JSON.objectNode();
        children.forEach(child -> object.set(child.getNodeName(), tree(child)));
        return object;
    }

    private static boolean isOfList(String name) {
        return name.equals("member") || name.equals("entry");
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
