/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.ops4j.pax.exam.Option;

/** The distribution's archive as a container for a test, on a port that nobody uses. */
final class ShippedDistributionConfiguration {

  private ShippedDistributionConfiguration() {}

  static Option booted() {
    return composite(
        karafDistributionConfiguration()
            .frameworkUrl(new File(System.getProperty("lumoauth.distribution")).toURI().toString())
            .karafVersion(System.getProperty("lumoauth.karaf"))
            .name("LumoAuth")
            .unpackDirectory(new File(System.getProperty("lumoauth.exam")))
            .useDeployFolder(false),
        // Pax Exam starts it without bin/setenv. The second compiler would come too late for it.
        vmOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
        configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
        editConfigurationFilePut(
            "etc/org.ops4j.pax.web.cfg",
            "org.osgi.service.http.port",
            Integer.toString(freePort())),
        // Only for what Pax Exam itself brings; LumoAuth's own bundles come from system/.
        editConfigurationFilePut(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.localRepository",
            System.getProperty("lumoauth.repository")));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
