/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * The identifier of a covered component (RFC 9421 section 2).
 *
 * @param name the name of a field in lower case, or of a derived component, which starts with
 *     {@code @}
 * @param parameters its parameters: true, or text
 */
public record CoveredComponent(String name, Map<String, Object> parameters) {

  /**
   * Sections 2.1 and 2.2.8. The value of a component with an unknown parameter cannot be computed,
   * so it is rejected.
   */
  private static final Set<String> FLAGS = Set.of("sf", "bs", "tr", "req");

  private static final Set<String> TEXTS = Set.of("key", "name");

  public CoveredComponent {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Creates a component without parameters. */
  public static CoveredComponent of(String name) {
    return new CoveredComponent(name, Map.of());
  }

  static CoveredComponent read(Item<?> item) throws InvalidMessageSignatureException {
    if (!(item instanceof StringItem text)) {
      throw malformed("a component identifier must be a string");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (var parameter : item.getParams().entrySet()) {
      String name = parameter.getKey();
      Object value = parameter.getValue().get();
      boolean flag = FLAGS.contains(name) && Boolean.TRUE.equals(value);
      if (!flag && !(TEXTS.contains(name) && parameter.getValue() instanceof StringItem)) {
        throw malformed("unknown component parameter " + name);
      }
      parameters.put(name, value);
    }
    return new CoveredComponent(text.get(), parameters).checked();
  }

  private CoveredComponent checked() throws InvalidMessageSignatureException {
    boolean derived = name.startsWith("@");
    if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))) {
      throw malformed("a component name must be in lower case");
    }
    if (has("bs") && (has("sf") || has("key"))) { // section 2.1.3
      throw malformed("bs cannot be combined with sf or key");
    }
    if (derived && (has("bs") || has("sf") || has("key") || has("tr"))) {
      throw malformed("a derived component must not have parameters of fields");
    }
    if (has("name") != name.equals("@query-param")) { // section 2.2.8
      throw malformed("name is required for @query-param and not allowed elsewhere");
    }
    return this;
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  StringItem item() {
    return StringItem.valueOf(name).withParams(Parameters.valueOf(parameters));
  }

  /** Returns the identifier as in a signature base. */
  @Override
  public String toString() {
    return item().serialize();
  }

  private static InvalidMessageSignatureException malformed(String message) {
    return new InvalidMessageSignatureException(SignatureFailureCause.MALFORMED, message);
  }
}
