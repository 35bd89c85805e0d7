package org.lumoauth.platform.web;

import java.util.List;
import java.util.Map;

/** Reads what a page of ours sends, by its form or by the address that it leads to. */
public final class FormFieldReader {

  private FormFieldReader() {}

  /**
   * The field's value; empty if it is absent or there more than once: no page of ours sends it
   * twice, and whoever reads the other value would read something else.
   *
   * @param form as {@link HttpExchange#readForm} gives it
   */
  public static String readSingle(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  /**
   * A parameter of the address; empty if it is absent or there more than once, as {@link
   * #readSingle}.
   */
  public static String readSingleQueryParameter(HttpExchange exchange, String name) {
    String[] values = exchange.request().getParameterValues(name);
    return values != null && values.length == 1 ? values[0] : "";
  }
}
