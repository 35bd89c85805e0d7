/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.Optional;

/** Serializes the value of an {@code Optional}. */
final class OptionalSerializer extends ReferenceTypeSerializer<Optional<?>> {
  OptionalSerializer(
      ReferenceType type, TypeSerializer contentType, JsonSerializer<Object> content) {
    super(type, false, contentType, content);
  }

  private OptionalSerializer(
      OptionalSerializer base,
      BeanProperty property,
      TypeSerializer contentType,
      JsonSerializer<?> content,
      NameTransformer unwrapper,
      Object suppressable,
      boolean suppressNulls) {
    super(base, property, contentType, content, unwrapper, suppressable, suppressNulls);
  }

  @Override
  protected ReferenceTypeSerializer<Optional<?>> withResolved(
      BeanProperty property,
      TypeSerializer contentType,
      JsonSerializer<?> content,
      NameTransformer unwrapper) {
    return new OptionalSerializer(
        this, property, contentType, content, unwrapper, _suppressableValue, _suppressNulls);
  }

  @Override
  public ReferenceTypeSerializer<Optional<?>> withContentInclusion(
      Object suppressable, boolean suppressNulls) {
    return new OptionalSerializer(
        this,
        _property,
        _valueTypeSerializer,
        _valueSerializer,
        _unwrapper,
        suppressable,
        suppressNulls);
  }

  @Override
  protected boolean _isValuePresent(Optional<?> value) {
    return value.isPresent();
  }

  @Override
  protected Object _getReferenced(Optional<?> value) {
    return value.orElseThrow();
  }

  @Override
  protected Object _getReferencedIfPresent(Optional<?> value) {
    return value.orElse(null);
  }
}
