/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.page.FormFieldReader;

/**
 * A submitted form of an account page.
 *
 * @param fields values by name
 */
record AccountForm(Map<String, List<String>> fields) {

  /** Returns a field as entered; empty if it is absent or repeated. */
  String raw(String name) {
    return FormFieldReader.readSingle(fields, name);
  }

  /** Returns a field as lines of text. */
  String lines(String name) {
    return raw(name).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]+", " ").strip();
  }

  /** Returns a field as one line of text. */
  String line(String name) {
    return raw(name).replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
