package recovery.systemtests.planted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory against the class path of this test. Nothing is written to the disk. */
final class Compiled {
    private Compiled() {}

    /** The bytes of each class that the sources have, by its binary name. */
    static Map<String, byte[]> from(Map<String, String> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (var files = new InMemory(compiler.getStandardFileManager(null, null, null))) {
            var options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            var units = sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            if (!compiler.getTask(complaints, files, null, options, null, units).call()) {
                throw new IllegalStateException("a planted bug must compile: " + sources.keySet() + "\n" + complaints);
            }
            var classes = new HashMap<String, byte[]>();
            files.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return Map.copyOf(classes);
        } catch (IOException e) {
            throw new IllegalStateException("the compiler's files could not be closed", e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Bytes extends SimpleJavaFileObject {
        private final ByteArrayOutputStream out;

        Bytes(String className, ByteArrayOutputStream out) {
            super(URI.create("mem:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
            this.out = out;
        }

        @Override
        public OutputStream openOutputStream() {
            return out;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        InMemory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            var out = new ByteArrayOutputStream();
            written.put(className, out);
            return new Bytes(className, out);
        }
    }
}
