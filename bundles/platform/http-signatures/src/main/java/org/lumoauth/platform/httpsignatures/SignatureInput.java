/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.StringItem;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/**
 * The covered components and parameters of a signature (RFC 9421 section 2.3).
 *
 * @param components the components in their order, without duplicates
 * @param parameters the parameters in their order: numbers ({@link Long}) and texts
 */
public record SignatureInput(List<CoveredComponent> components, Map<String, Object> parameters) {

  private static final int MAX_COMPONENTS = 64;
  private static final Set<String> NUMBERS = Set.of("created", "expires");
  private static final Set<String> TEXTS = Set.of("nonce", "alg", "keyid", "tag");

  public SignatureInput {
    components = List.copyOf(components);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Parses the {@code Signature-Input} field: inputs by their labels, in the order of the field.
   *
   * @throws InvalidMessageSignatureException if it is malformed, repeats a label or a component, or
   *     has an unknown parameter
   */
  public static Map<String, SignatureInput> read(List<String> lines)
      throws InvalidMessageSignatureException {
    Map<String, ListElement<?>> members =
        StructuredFieldParser.parseDictionary("signature-input", lines);
    Map<String, SignatureInput> inputs = new LinkedHashMap<>();
    for (String label : StructuredFieldParser.parseNames("signature-input", lines)) {
      inputs.put(label, read(members.get(label)));
    }
    return inputs;
  }

  private static SignatureInput read(ListElement<?> member)
      throws InvalidMessageSignatureException {
    if (!(member instanceof InnerList list)) {
      throw malformed("a signature input must be an inner list");
    }
    if (list.get().size() > MAX_COMPONENTS) {
      throw malformed("too many covered components");
    }
    Set<CoveredComponent> components = new LinkedHashSet<>();
    for (Item<?> item : list.get()) {
      CoveredComponent component = CoveredComponent.read(item);
      if (component.name().equals("@signature-params") || !components.add(component)) {
        throw malformed(component + " must not be covered twice"); // section 2.5
      }
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (var parameter : list.getParams().entrySet()) {
      Item<?> value = parameter.getValue();
      boolean number = NUMBERS.contains(parameter.getKey()) && value instanceof IntegerItem;
      boolean text = TEXTS.contains(parameter.getKey()) && value instanceof StringItem;
      if (!number && !text) {
        throw malformed("unknown parameter " + parameter.getKey());
      }
      parameters.put(parameter.getKey(), value.get());
    }
    return new SignatureInput(List.copyOf(components), parameters);
  }

  /** Returns a time parameter, in seconds since 1970. */
  public Optional<Long> time(String name) {
    return Optional.ofNullable((Long) parameters.get(name));
  }

  /** Returns a text parameter. */
  public Optional<String> text(String name) {
    return Optional.ofNullable((String) parameters.get(name));
  }

  /** Returns whether a component with exactly these parameters is covered. */
  public boolean covers(CoveredComponent component) {
    return components.contains(component);
  }

  /** Returns the value of {@code @signature-params}. */
  @Override
  public String toString() {
    List<Item<?>> items = new ArrayList<>();
    components.forEach(component -> items.add(component.item()));
    return InnerList.valueOf(items).withParams(Parameters.valueOf(parameters)).serialize();
  }

  private static InvalidMessageSignatureException malformed(String message) {
    return new InvalidMessageSignatureException(SignatureFailureCause.MALFORMED, message);
  }
}
