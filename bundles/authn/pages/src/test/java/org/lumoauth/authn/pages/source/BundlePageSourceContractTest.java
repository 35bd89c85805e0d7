/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.testkit.contract.platform.HtmlPageSourceContract;
import org.osgi.framework.Bundle;

/** The pages of this very bundle. */
class BundlePageSourceContractTest extends HtmlPageSourceContract {

  @Override
  protected HtmlPageSource source() {
    var bundle =
        (Bundle)
            Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> {
                  if (!method.getName().equals("findEntries")) {
                    throw new UnsupportedOperationException(method.getName());
                  }
                  return Collections.enumeration(files((String) arguments[0]));
                });
    try {
      return BundlePageSource.read(bundle, "pages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Set<String> templates() {
    return Set.of("error", "form-post", "layout");
  }

  private static List<URL> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources").resolve(folder))) {
      return files.map(BundlePageSourceContractTest::url).toList();
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
