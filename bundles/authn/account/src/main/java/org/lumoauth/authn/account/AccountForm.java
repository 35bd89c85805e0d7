package org.lumoauth.authn.account;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.FormFieldReader;

/**
 * What a page's form sent.
 *
 * @param fields values by name
 */
record AccountForm(Map<String, List<String>> fields) {

  /** A field as it was entered; empty if it is absent or there twice. */
  String raw(String name) {
    return FormFieldReader.readSingle(fields, name);
  }

  /** A field as lines of text. */
  String lines(String name) {
    return raw(name).replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]+", " ").strip();
  }

  /** A field as one line of text. */
  String line(String name) {
    return raw(name).replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
