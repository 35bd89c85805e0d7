/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A {@code property} element of a component description: one value in its attribute, or an array
 * with one value per line of its text.
 *
 * @param value the value; empty if it does not match the declared type
 * @see <a
 *     href="https://docs.osgi.org/specification/osgi.cmpn/8.1.0/service.component.html#service.component-properties">Declarative
 *     Services, property element</a>
 */
record ComponentProperty(String name, Optional<Object> value) {

  /** Reads the element at the current position. */
  static ComponentProperty read(XMLStreamReader xml) throws XMLStreamException {
    String name = String.valueOf(xml.getAttributeValue(null, "name"));
    String type = xml.getAttributeValue(null, "type");
    String single = xml.getAttributeValue(null, "value");
    String text = xml.getElementText();
    try {
      return new ComponentProperty(
          name, Optional.of(single == null ? several(type, text) : one(type, single)));
    } catch (IllegalArgumentException e) {
      return new ComponentProperty(name, Optional.empty());
    }
  }

  private static Object several(String type, String text) {
    List<Object> values =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> one(type, line))
            .toList();
    Class<?> of = values.isEmpty() ? String.class : values.get(0).getClass();
    Object array = Array.newInstance(of, values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  private static Object one(String type, String value) {
    return switch (type == null ? "String" : type) {
      case "String" -> value;
      case "Boolean" -> Boolean.valueOf(value.strip());
      case "Long" -> Long.valueOf(value.strip());
      case "Integer" -> Integer.valueOf(value.strip());
      case "Short" -> Short.valueOf(value.strip());
      case "Byte" -> Byte.valueOf(value.strip());
      case "Double" -> Double.valueOf(value.strip());
      case "Float" -> Float.valueOf(value.strip());
      default -> throw new IllegalArgumentException("unsupported property type " + type);
    };
  }
}
