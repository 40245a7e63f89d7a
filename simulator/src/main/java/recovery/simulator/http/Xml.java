package recovery.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the XML of EC2's answers. */
final class Xml {
    private final XMLStreamWriter writer;

    private Xml(XMLStreamWriter writer) {
        this.writer = writer;
    }

    static String document(String root, Consumer<Xml> content) {
        var out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.writeStartElement(root);
            writer.writeDefaultNamespace("http://ec2.amazonaws.com/doc/2016-11-15/");
            content.accept(new Xml(writer));
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    Xml text(String name, String value) {
        return element(name, inner -> inner.characters(value));
    }

    Xml element(String name, Consumer<Xml> content) {
        try {
            writer.writeStartElement(name);
            content.accept(this);
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** A list in EC2's form, each entry an {@code item}. */
    <T> Xml list(String name, Iterable<T> entries, BiConsumer<Xml, T> content) {
        return element(
                name, list -> entries.forEach(entry -> list.element("item", item -> content.accept(item, entry))));
    }

    private void characters(String text) {
        try {
            writer.writeCharacters(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
