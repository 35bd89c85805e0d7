/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.Map;

/** The structured types of fields, used if a signature requires their strict serialization. */
enum StructuredFieldType {
  DICTIONARY,
  LIST,
  ITEM,
  UNKNOWN;

  private static final Map<String, StructuredFieldType> KNOWN =
      Map.ofEntries(
          Map.entry("accept-signature", DICTIONARY),
          Map.entry("cache-status", LIST),
          Map.entry("client-cert", ITEM),
          Map.entry("client-cert-chain", LIST),
          Map.entry("content-digest", DICTIONARY),
          Map.entry("priority", DICTIONARY),
          Map.entry("proxy-status", LIST),
          Map.entry("repr-digest", DICTIONARY),
          Map.entry("signature", DICTIONARY),
          Map.entry("signature-input", DICTIONARY),
          Map.entry("signature-key", DICTIONARY),
          Map.entry("want-content-digest", DICTIONARY),
          Map.entry("want-repr-digest", DICTIONARY));

  static StructuredFieldType of(String name) {
    return KNOWN.getOrDefault(name, UNKNOWN);
  }
}
