/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.check;

import org.lumoauth.authz.openfga.FgaIdMapper;
import org.lumoauth.platform.web.HttpExchange;

/** Reads the store from the path of a check. */
final class FgaStorePathReader {
  private static final String BEFORE = "/openfga/stores/";

  private FgaStorePathReader() {}

  static String of(HttpExchange exchange) {
    String path = exchange.path();
    int end = path.indexOf('/', BEFORE.length());
    return FgaIdMapper.store(path.substring(BEFORE.length(), end));
  }
}
