/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;

/**
 * Converts the values of a JSON column. A bundle has one constant for each column.
 *
 * <p>Members that the type does not have are ignored, because two versions of a bundle may access
 * the same table during an upgrade; any other deviation is an error. Each column has a mapper of
 * its own: a shared one would keep the classes of replaced bundles in memory.
 *
 * @param <T> the type of the values
 */
public final class JsonColumnConverter<T> {
  private static final ObjectMapper CONFIGURED =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String table;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  private JsonColumnConverter(String table, ObjectMapper mapper, JavaType type) {
    this.table = table;
    this.reader = mapper.readerFor(type);
    this.writer = mapper.writerFor(type);
  }

  /**
   * Describes a column.
   *
   * @param table the name of the table, for errors
   */
  public static <T> JsonColumnConverter<T> of(String table, Class<T> type) {
    ObjectMapper mapper = mapper();
    return new JsonColumnConverter<>(table, mapper, mapper.constructType(type));
  }

  /**
   * Describes a column with a generic type, such as a list.
   *
   * @param table the name of the table, for errors
   */
  public static <T> JsonColumnConverter<T> of(String table, TypeReference<T> type) {
    ObjectMapper mapper = mapper();
    return new JsonColumnConverter<>(table, mapper, mapper.constructType(type));
  }

  /** Returns a mapper with its own type cache, because Jackson's default one is never emptied. */
  private static ObjectMapper mapper() {
    LookupCache<Object, JavaType> types = new LRUMap<>(16, 200);
    return CONFIGURED.copy().setTypeFactory(TypeFactory.defaultInstance().withCache(types));
  }

  /**
   * Serializes a value for a text column.
   *
   * @throws IllegalArgumentException if the value cannot be serialized
   */
  public String write(T value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw notSerializable(e);
    }
  }

  /**
   * Serializes a value for a binary column.
   *
   * @throws IllegalArgumentException if the value cannot be serialized
   */
  public byte[] writeBytes(T value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw notSerializable(e);
    }
  }

  /**
   * Parses the value of a text column.
   *
   * @param id the id of the row, for the error
   * @throws InvalidStoredDataException if the stored data is not valid
   */
  public T read(String json, String id) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new InvalidStoredDataException(table, id, e);
    }
  }

  /**
   * Parses the value of a binary column.
   *
   * @param id the id of the row, for the error
   * @throws InvalidStoredDataException if the stored data is not valid
   */
  public T read(byte[] json, String id) {
    try {
      return reader.readValue(json);
    } catch (IOException e) {
      throw new InvalidStoredDataException(table, id, e);
    }
  }

  private IllegalArgumentException notSerializable(JsonProcessingException e) {
    return new IllegalArgumentException("a value for the table " + table + " is not JSON", e);
  }
}
