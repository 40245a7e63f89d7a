package recovery.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads and writes JSON documents whose root is an object, within bounds that no event of AWS comes near. */
public final class Json {
    /** The most bytes that a document from outside may have. EventBridge would deliver sixteen times as much. */
    public static final int LARGEST = 64 * 1024;

    private static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LARGEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JSON READER = JSON.builder(FACTORY).build();

    private Json() {}

    /** Reads one document of at most {@link #LARGEST} bytes; {@link BadInput} if it is larger, or no JSON object. */
    public static Map<String, Object> read(InputStream in) {
        try {
            return read(in.readNBytes(LARGEST + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one document of at most {@link #LARGEST} bytes; {@link BadInput} if it is larger, or no JSON object. */
    public static Map<String, Object> read(byte[] document) {
        if (document.length > LARGEST) {
            throw new BadInput("the document: expected at most " + LARGEST + " bytes, found more");
        }
        Object root;
        try (JsonParser parser = FACTORY.createParser(document)) {
            root = READER.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw new BadInput("the document: expected one JSON object, found something after it");
            }
        } catch (StreamConstraintsException e) {
            throw new BadInput("the document: expected JSON within bounds, nested at most " + DEEPEST
                    + " deep, found more: " + said(e));
        } catch (IOException e) {
            throw new BadInput("the document: expected a JSON object, found otherwise: " + said(e));
        }
        if (!(root instanceof Map<?, ?>)) {
            throw new BadInput("the document: expected a JSON object, found something else");
        }
        return Fields.asMap(root);
    }

    /** What the parser says and where; it adds that it does not show the source. */
    private static String said(IOException e) {
        return PlainText.clean(String.valueOf(e.getMessage()).replaceFirst("Source: [^;]*; ", ""));
    }

    /** Reads one document; see {@link #read(byte[])}. */
    public static Map<String, Object> read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a document of our own making, of any size. */
    public static Map<String, Object> readOurs(String document) {
        try {
            return Fields.asMap(JSON.std.anyFrom(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a document of maps, lists, texts, numbers and truth values on one line. */
    public static String write(Map<String, ?> document) {
        try {
            return JSON.std.asString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
