/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exposes only data to templates, without methods or classes. A record is a map of its components,
 * an optional its value.
 */
final class TemplateModelWrapper extends SimpleObjectWrapper {

  /** The accessors of a record, cached with its class, which may belong to a module. */
  private final ClassValue<Method[]> accessors =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          Method[] found =
              Stream.of(type.getRecordComponents())
                  .map(RecordComponent::getAccessor)
                  .toArray(Method[]::new);
          AccessibleObject.setAccessible(
              found, true); // The records of a module need not be public.
          return found;
        }
      };

  TemplateModelWrapper() {
    super(Configuration.VERSION_2_3_34);
    writeProtect();
  }

  @Override
  public TemplateModel wrap(Object value) throws TemplateModelException {
    if (value instanceof Optional<?> optional) {
      return wrap(optional.orElse(null));
    }
    if (value instanceof Record record) {
      return super.wrap(components(record));
    }
    if (value instanceof Instant instant) {
      return new TemplateInstant(instant);
    }
    if (value instanceof Enum<?> constant) {
      return super.wrap(constant.name());
    }
    return super.wrap(value);
  }

  private Map<String, Object> components(Record record) throws TemplateModelException {
    Map<String, Object> components = new LinkedHashMap<>();
    try {
      for (Method accessor : accessors.get(record.getClass())) {
        components.put(accessor.getName(), accessor.invoke(record));
      }
    } catch (ReflectiveOperationException e) {
      throw new TemplateModelException("a record in the model cannot be read", e);
    }
    return components;
  }
}
