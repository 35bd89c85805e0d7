/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.lumoauth.platform.web.rest.RequestTimestampParser;

/**
 * Serializes JDK types: instants as ISO 8601 with {@code Z}, durations as whole seconds, whole
 * numbers strictly, and an empty {@code Optional} as an absent member.
 */
final class JdkTypesModule extends SimpleModule {
  JdkTypesModule() {
    super("lumoauth-jdk-types");
    addSerializer(Instant.class, new InstantSerializer());
    addDeserializer(Instant.class, new InstantDeserializer());
    addSerializer(Duration.class, new DurationSerializer());
    addDeserializer(Integer.class, WholeNumberDeserializer.ints(Integer.class));
    addDeserializer(Integer.TYPE, WholeNumberDeserializer.ints(Integer.TYPE));
    addDeserializer(Long.class, WholeNumberDeserializer.longs(Long.class));
    addDeserializer(Long.TYPE, WholeNumberDeserializer.longs(Long.TYPE));
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addTypeModifier(new OptionalTypeModifier());
    context.addSerializers(
        new Serializers.Base() {
          @Override
          public JsonSerializer<?> findReferenceSerializer(
              SerializationConfig config,
              ReferenceType type,
              BeanDescription bean,
              TypeSerializer contentType,
              JsonSerializer<Object> content) {
            return type.hasRawClass(Optional.class)
                ? new OptionalSerializer(type, contentType, content)
                : null;
          }
        });
    context.addDeserializers(
        new Deserializers.Base() {
          @Override
          public JsonDeserializer<?> findReferenceDeserializer(
              ReferenceType type,
              DeserializationConfig config,
              BeanDescription bean,
              TypeDeserializer contentType,
              JsonDeserializer<?> content) {
            return type.hasRawClass(Optional.class)
                ? new OptionalDeserializer(type, contentType, content)
                : null;
          }
        });
  }

  private static final class OptionalTypeModifier extends TypeModifier {
    @Override
    public JavaType modifyType(
        JavaType type, Type jdkType, TypeBindings bindings, TypeFactory factory) {
      return type.hasRawClass(Optional.class) && !type.isReferenceType()
          ? ReferenceType.upgradeFrom(type, type.containedTypeOrUnknown(0))
          : type;
    }
  }

  private static final class InstantSerializer extends StdScalarSerializer<Instant> {
    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(DateTimeFormatter.ISO_INSTANT.format(value));
    }
  }

  private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {
    InstantDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getValueAsString("");
      try {
        return RequestTimestampParser.parse(text);
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, text, "not an ISO 8601 instant");
      }
    }
  }

  private static final class DurationSerializer extends StdScalarSerializer<Duration> {
    DurationSerializer() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(value.toSeconds());
    }
  }
}
