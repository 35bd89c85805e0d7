/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The framework that Karaf runs on, with bundles that hold nothing but a manifest. */
public final class WebTestFramework implements AutoCloseable {
  private final Framework framework;

  private WebTestFramework(Framework framework) {
    this.framework = framework;
  }

  /** Starts one with its cache in this folder. */
  public static WebTestFramework start(Path cache) throws BundleException {
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "javax.servlet,javax.ws.rs.core"));
    framework.start();
    return new WebTestFramework(framework);
  }

  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Installs and starts the bundle of a module. */
  public Bundle run(String module) throws BundleException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, "org.example." + module);
    main.putValue("LumoAuth-Module", module);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try {
      new JarOutputStream(jar, manifest).close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Bundle bundle =
        context().installBundle("memory:" + module, new ByteArrayInputStream(jar.toByteArray()));
    bundle.start();
    return bundle;
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
  }
}
