/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Bundle;

/**
 * A provider declared by a component of a bundle.
 *
 * @param contract the name of the contract
 * @param name the {@code lumoauth.name}
 * @param properties the declared service properties
 * @see <a
 *     href="https://docs.osgi.org/specification/osgi.cmpn/8.1.0/service.component.html#service.component-component.description">Declarative
 *     Services, component descriptions</a>
 */
record DeclaredProvider(String contract, String name, Map<String, Object> properties) {

  private static final String DESCRIPTIONS = "Service-Component";

  /**
   * Reads the component descriptions of a bundle, whether it is resolved or not. Descriptions named
   * by a pattern are ignored.
   *
   * @throws IOException if a description is missing or unreadable
   */
  static List<DeclaredProvider> readFrom(Bundle bundle) throws IOException {
    String paths = bundle.getHeaders("").get(DESCRIPTIONS);
    List<DeclaredProvider> all = new ArrayList<>();
    if (paths != null) {
      for (String path : paths.split("\\s*,\\s*")) {
        URL description = bundle.getEntry(path); // this method does not resolve the bundle
        if (description != null) {
          all.addAll(read(description));
        }
      }
    }
    return List.copyOf(all);
  }

  private static List<DeclaredProvider> read(URL description) throws IOException {
    try (InputStream in = description.openStream()) {
      return read(factory().createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      throw new IOException(description + " could not be read", e);
    }
  }

  private static List<DeclaredProvider> read(XMLStreamReader xml) throws XMLStreamException {
    Map<String, Object> properties = new HashMap<>();
    List<String> contracts = new ArrayList<>();
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        String element = xml.getLocalName();
        if (element.equals("provide")) {
          contracts.add(xml.getAttributeValue(null, "interface"));
        } else if (element.equals("property")) {
          ComponentProperty property = ComponentProperty.read(xml);
          property.value().ifPresent(value -> properties.put(property.name(), value));
        }
      }
    }
    if (!(properties.get(ModulePropertyNames.NAME) instanceof String name)) {
      return List.of();
    }
    Map<String, Object> all = Map.copyOf(properties);
    return contracts.stream().map(contract -> new DeclaredProvider(contract, name, all)).toList();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
