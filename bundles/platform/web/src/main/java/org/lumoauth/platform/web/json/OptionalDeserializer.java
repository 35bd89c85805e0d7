/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.util.Optional;

/** Deserializes an {@code Optional}: absent and null values are empty. */
final class OptionalDeserializer extends ReferenceTypeDeserializer<Optional<?>> {
  OptionalDeserializer(JavaType type, TypeDeserializer contentType, JsonDeserializer<?> content) {
    super(type, (ValueInstantiator) null, contentType, content);
  }

  @Override
  protected OptionalDeserializer withResolved(
      TypeDeserializer contentType, JsonDeserializer<?> content) {
    return new OptionalDeserializer(_fullType, contentType, content);
  }

  @Override
  public Optional<?> getNullValue(DeserializationContext context) {
    return Optional.empty();
  }

  @Override
  public Object getEmptyValue(DeserializationContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<?> referenceValue(Object contents) {
    return Optional.ofNullable(contents);
  }

  @Override
  public Object getReferenced(Optional<?> reference) {
    return reference.orElse(null);
  }

  @Override
  public Optional<?> updateReference(Optional<?> reference, Object contents) {
    return Optional.ofNullable(contents);
  }
}
