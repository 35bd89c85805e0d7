package org.lumoauth.platform.modules.sample;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The framework that Karaf runs on, with Declarative Services; it shares our contracts. */
public final class TestFramework implements AutoCloseable {
  private static final List<String> SHARED =
      List.of(
          "org.lumoauth.api.audit;version=1.0.0",
          "org.lumoauth.api.authz;version=1.1.0",
          "org.lumoauth.api.directory;version=1.1.0",
          "org.lumoauth.api.event;version=1.0.0",
          "org.lumoauth.api.message;version=1.0.0",
          "org.lumoauth.api.module;version=1.0.0",
          "org.lumoauth.api.tenant;version=1.0.0",
          "org.osgi.service.component;version=1.5.0",
          "org.osgi.service.component.runtime;version=1.5.0",
          "org.osgi.service.component.runtime.dto;version=1.5.0",
          "org.osgi.util.function;version=1.2.0",
          "org.osgi.util.promise;version=1.3.0");

  private final Framework framework;

  private TestFramework(Framework framework) {
    this.framework = framework;
  }

  /** Starts one with its cache in this folder; what was installed there before is there again. */
  public static TestFramework start(Path cache) throws BundleException {
    Map<String, String> settings = new HashMap<>();
    settings.put("ds.loglevel", "none");
    settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    settings.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED.stream().collect(Collectors.joining(",")));
    Framework framework = new FrameworkFactory().newFramework(settings);
    framework.init();
    TestFramework started = new TestFramework(framework);
    started.installComponents();
    framework.start();
    return started;
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
