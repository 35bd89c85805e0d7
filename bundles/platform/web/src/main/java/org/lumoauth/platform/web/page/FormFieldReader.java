/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.HttpExchange;

/** Reads fields that a hosted page sends in a form or in a link. */
public final class FormFieldReader {

  private FormFieldReader() {}

  /**
   * Returns the field's value, or an empty string if the field is absent or repeated. No hosted
   * page repeats a field, and two readers could pick different values.
   *
   * @param form as returned by {@link HttpExchange#readForm}
   */
  public static String readSingle(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  /**
   * Returns a query parameter, or an empty string if it is absent or repeated, as {@link
   * #readSingle} does.
   */
  public static String readSingleQueryParameter(HttpExchange exchange, String name) {
    String[] values = exchange.request().getParameterValues(name);
    return values != null && values.length == 1 ? values[0] : "";
  }
}
