package org.lumoauth.benchmarks.authz;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes components as the container would: by their constructor, each once, with what it asks for.
 * Settings have their defaults but for those that are given.
 */
final class Components {
  private final Map<Class<?>, Object> made = new LinkedHashMap<>();
  private final Map<String, Object> settings;

  Components(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** A component that is there already, under its contract. */
  <T> Components with(Class<T> contract, T component) {
    made.put(contract, component);
    return this;
  }

  /** The component of this class or contract. */
  <T> T get(Class<T> type) {
    var known = made.get(type);
    if (known == null) {
      known = type.isAnnotation() ? settings(type) : make(type);
      made.put(type, known);
    }
    return type.cast(known);
  }

  private Object make(Class<?> type) {
    Constructor<?> constructor =
        Arrays.stream(type.getConstructors())
            .max(Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow(() -> new IllegalStateException("nothing provides " + type));
    var arguments = Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray();
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("could not make " + type, e);
    }
  }

  private Object settings(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            settings.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
