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
 * What a signature covers, in which order, and what it says of itself (RFC 9421 section 2.3).
 *
 * @param components in their order, none twice
 * @param parameters in their order: numbers ({@link Long}) and texts
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
   * Reads the {@code Signature-Input} field: inputs by their labels, in the order of the field.
   *
   * @throws InvalidMessageSignatureException if it is malformed, names a label or a component twice
   *     or has a parameter that is not known here
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
      throw malformed("a signature input is an inner list");
    }
    if (list.get().size() > MAX_COMPONENTS) {
      throw malformed("too many components are covered");
    }
    Set<CoveredComponent> components = new LinkedHashSet<>();
    for (Item<?> item : list.get()) {
      CoveredComponent component = CoveredComponent.read(item);
      if (component.name().equals("@signature-params") || !components.add(component)) {
        throw malformed(component + " can't be covered twice"); // section 2.5
      }
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (var parameter : list.getParams().entrySet()) {
      Item<?> value = parameter.getValue();
      boolean number = NUMBERS.contains(parameter.getKey()) && value instanceof IntegerItem;
      boolean text = TEXTS.contains(parameter.getKey()) && value instanceof StringItem;
      if (!number && !text) {
        throw malformed("the parameter " + parameter.getKey() + " is not known here");
      }
      parameters.put(parameter.getKey(), value.get());
    }
    return new SignatureInput(List.copyOf(components), parameters);
  }

  /** A parameter that is a time, in seconds since 1970. */
  public Optional<Long> time(String name) {
    return Optional.ofNullable((Long) parameters.get(name));
  }

  /** A parameter that is text. */
  public Optional<String> text(String name) {
    return Optional.ofNullable((String) parameters.get(name));
  }

  /** Whether it covers a component with exactly these parameters. */
  public boolean covers(CoveredComponent component) {
    return components.contains(component);
  }

  /** The value of {@code @signature-params}. */
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
