package org.lumoauth.authz.openfga.check;

import org.lumoauth.authz.openfga.FgaIds;
import org.lumoauth.platform.web.Exchange;

/** The store that stands in the path of a question. */
final class StoreOfPath {
  private static final String BEFORE = "/openfga/stores/";

  private StoreOfPath() {}

  static String of(Exchange exchange) {
    String path = exchange.path();
    int end = path.indexOf('/', BEFORE.length());
    return FgaIds.store(path.substring(BEFORE.length(), end));
  }
}
