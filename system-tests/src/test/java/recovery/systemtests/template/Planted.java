package recovery.systemtests.template;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a rule of this package on another template, in classes of its own: each rule reads the template once. */
final class Planted {
    private Planted() {}

    /** What one rule, such as {@code RightsTest.nothingIsDestroyed}, finds wrong with a template. */
    static List<String> complaints(String rule, String template) {
        String[] parts = rule.split("\\.", 2);
        var listener = new SummaryGeneratingListener();
        try {
            Class<?> tests = on(template).loadClass(Planted.class.getPackageName() + "." + parts[0]);
            run(tests, method(tests, parts[1]), listener);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("there is no rule " + rule, e);
        }
        var summary = listener.getSummary();
        if (summary.getTestsFoundCount() == 0) {
            throw new AssertionError("the rule " + rule + " was not run");
        }
        return summary.getFailures().stream()
                .map(failure -> String.valueOf(failure.getException()))
                .toList();
    }

    private static Method method(Class<?> tests, String name) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no rule " + name));
    }

    private static void run(Class<?> tests, Method rule, TestExecutionListener listener) {
        var nothingElse = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .build();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(tests, rule))
                .build();
        LauncherFactory.create(nothingElse).execute(request, listener);
    }

    private static ClassLoader on(String template) throws ReflectiveOperationException {
        var fresh = new Fresh();
        Method plant = fresh.loadClass(Checkout.class.getName()).getDeclaredMethod("plant", String.class, String.class);
        plant.setAccessible(true);
        plant.invoke(null, "template.yaml", template);
        return fresh;
    }

    /** Loads the classes of this package anew, and everything else as before. */
    private static final class Fresh extends ClassLoader {
        Fresh() {
            super(Planted.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith(Planted.class.getPackageName() + ".")
                        ? fresh(name)
                        : super.loadClass(name, resolve);
            }
        }

        private Class<?> fresh(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = file.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
