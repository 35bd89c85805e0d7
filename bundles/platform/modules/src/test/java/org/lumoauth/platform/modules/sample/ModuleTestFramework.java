/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The framework that Karaf runs on, with Declarative Services; it shares our contracts. */
public final class ModuleTestFramework implements AutoCloseable {
  private static final List<String> SHARED =
      List.of(
          "org.osgi.service.component;version=1.5.0",
          "org.osgi.service.component.runtime;version=1.5.0",
          "org.osgi.service.component.runtime.dto;version=1.5.0",
          "org.osgi.util.function;version=1.2.0",
          "org.osgi.util.promise;version=1.3.0");

  private static final Pattern CONTRACT =
      Pattern.compile(
          "(org\\.lumoauth\\.(?:api|support)[\\w.]*)(?:;uses:=\"[^\"]*\")?;version=\"([^\"]+)\"");

  private final Framework framework;

  private ModuleTestFramework(Framework framework) {
    this.framework = framework;
  }

  /** Starts one with its cache in this folder; what was installed there before is there again. */
  public static ModuleTestFramework start(Path cache) throws BundleException {
    Map<String, String> settings = new HashMap<>();
    settings.put("ds.loglevel", "none");
    settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    settings.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        Stream.concat(contracts(), SHARED.stream()).collect(Collectors.joining(",")));
    Framework framework = new FrameworkFactory().newFramework(settings);
    framework.init();
    ModuleTestFramework started = new ModuleTestFramework(framework);
    started.installComponents();
    framework.start();
    return started;
  }

  /** What the bundle of contracts says that it exports, each package with its version. */
  private static Stream<String> contracts() {
    return ModuleTestFramework.class
        .getClassLoader()
        .resources("META-INF/MANIFEST.MF")
        .map(ModuleTestFramework::attributes)
        .filter(
            bundle ->
                Set.of("org.lumoauth.api", "org.lumoauth.support")
                    .contains(String.valueOf(bundle.getValue("Bundle-SymbolicName"))))
        .flatMap(bundle -> CONTRACT.matcher(bundle.getValue("Export-Package")).results())
        .map(contract -> contract.group(1) + ";version=" + contract.group(2));
  }

  private static Attributes attributes(URL manifest) {
    try (var in = manifest.openStream()) {
      return new Manifest(in).getMainAttributes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void installComponents() throws BundleException {
    URI scr;
    try {
      scr =
          org.apache.felix.scr.impl.Activator.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    framework.getBundleContext().installBundle(scr.toString()).start();
  }

  public BundleContext context() {
    return framework.getBundleContext();
  }

  public ServiceComponentRuntime components() {
    var reference = context().getServiceReference(ServiceComponentRuntime.class);
    return context().getService(reference);
  }

  /** Installs and starts a bundle as a deployer would. */
  public Bundle run(Path file) throws BundleException {
    Bundle bundle = context().installBundle(file.toUri().toString());
    bundle.start();
    return bundle;
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
  }
}
