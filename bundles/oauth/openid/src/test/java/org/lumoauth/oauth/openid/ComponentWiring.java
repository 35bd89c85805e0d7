/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Connects real components of the platform, as the service runtime does. */
public final class ComponentWiring {

  private final List<Object> parts;

  public ComponentWiring(Object... given) {
    this.parts = new ArrayList<>(List.of(given));
  }

  /** The part of this type; made, with what it needs, if there is none yet. */
  public <T> T get(Class<T> type) {
    for (Object part : parts) {
      if (type.isInstance(part)) {
        return type.cast(part);
      }
    }
    T made = type.cast(type.isAnnotation() ? defaults(type) : construct(type));
    parts.add(made);
    return made;
  }

  private Object construct(Class<?> type) {
    var constructor = constructor(type);
    try {
      Object[] needed = Arrays.stream(constructor.getParameterTypes()).map(this::get).toArray();
      Object made = constructor.newInstance(needed);
      injectFields(made);
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  /** The only one, or of several the one without parameters, whose references come and go. */
  private static Constructor<?> constructor(Class<?> type) {
    var all = List.of(type.getConstructors());
    return all.stream()
        .filter(each -> all.size() == 1 || each.getParameterCount() == 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("give the test a " + type.getName()));
  }

  /** As for references that come and go: what a field can hold of the parts that were given. */
  private void injectFields(Object component) throws IllegalAccessException {
    for (Field field : component.getClass().getDeclaredFields()) {
      if (Modifier.isVolatile(field.getModifiers()) && field.getType().isInterface()) {
        field.setAccessible(true);
        for (Object part : parts) {
          if (field.getType().isInstance(part)) {
            field.set(component, part);
          }
        }
      }
    }
  }

  private static Object defaults(Class<?> configuration) {
    return Proxy.newProxyInstance(
        configuration.getClassLoader(),
        new Class<?>[] {configuration},
        (proxy, method, arguments) -> method.getDefaultValue());
  }
}
