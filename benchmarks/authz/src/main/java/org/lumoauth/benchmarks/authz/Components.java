/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Creates components as the container does: by their constructors, each once, with their
 * references. Settings have their defaults unless given.
 */
final class Components {
  private final Map<Class<?>, Object> made = new LinkedHashMap<>();
  private final Map<String, Object> settings;

  Components(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** Registers an existing component under its contract. */
  <T> Components with(Class<T> contract, T component) {
    made.put(contract, component);
    return this;
  }

  /** Returns the component of this class or contract. */
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
      throw new IllegalStateException("cannot create " + type, e);
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
