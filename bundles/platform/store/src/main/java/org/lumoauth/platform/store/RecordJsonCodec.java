/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Serializes values as JSON that other versions of a module can read: unknown members are ignored,
 * missing members are empty.
 */
@Component(service = RecordJsonCodec.class)
public final class RecordJsonCodec {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          // An error message must not contain stored data.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private final BundleListener letGo =
      event -> {
        if (event.getType() == BundleEvent.UNRESOLVED) {
          mapper.clearCaches(); // otherwise it would retain classes of a replaced version
        }
      };

  public RecordJsonCodec() {}

  @Activate
  void begin(BundleContext context) {
    context.addBundleListener(letGo);
  }

  @Deactivate
  void end(BundleContext context) {
    context.removeBundleListener(letGo);
  }

  /** Serializes a value. */
  public byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          value.getClass().getName() + " cannot be serialized as JSON", e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws IllegalStateException if it has another format
   */
  public <T> T read(byte[] json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalStateException("the value in store_record is not a " + type.getName(), e);
    }
  }
}
