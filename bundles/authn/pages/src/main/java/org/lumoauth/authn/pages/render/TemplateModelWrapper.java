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
 * Shows templates data and nothing else: no methods, no classes. A record is a map of its
 * components, an optional its value.
 */
final class TemplateModelWrapper extends SimpleObjectWrapper {

  /** What reads a record, kept with the record's class, which may be a module's. */
  private final ClassValue<Method[]> accessors =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          Method[] found =
              Stream.of(type.getRecordComponents())
                  .map(RecordComponent::getAccessor)
                  .toArray(Method[]::new);
          AccessibleObject.setAccessible(found, true); // a module's records need not be public
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
      throw new TemplateModelException("a record of the model is unreadable", e);
    }
    return components;
  }
}
