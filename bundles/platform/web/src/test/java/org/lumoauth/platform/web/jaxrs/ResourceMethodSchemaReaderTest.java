/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OptionalRequestBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;
import org.lumoauth.platform.web.routing.OperationSchema;

class ResourceMethodSchemaReaderTest {

  /** A thing with others inside of it. */
  record Thing(
      @JsonProperty("thing_id") String id,
      int parts,
      Instant made,
      Optional<Boolean> whole,
      Map<String, Double> sizes,
      List<Thing> inside,
      Object more) {}

  /** A body. */
  record Paint(
      @SchemaProperty(required = true) String name,
      @SchemaProperty(oneOf = {"red", "blue"}) String colour) {}

  /** Resource methods. */
  interface Methods {
    @GET
    ListResponseBody<Thing> list(
        @BeanParam PageQueryParameters page,
        @QueryParam("colour") String colour,
        @HeaderParam("X-Why") @SchemaProperty(required = true) String why);

    @GET
    DataResponseBody<Thing> get(@PathParam("id") String id);

    @POST
    Response make(Map<String, Object> body);

    @POST
    void clear(@OptionalRequestBody Map<String, Object> body);

    @POST
    void paint(Paint body);

    @POST
    @ApiRequestParameters(
        members =
            @SchemaProperty(
                value = "tags",
                type = String[].class,
                required = true,
                description = "Tags"))
    @ApiResponse(status = 201)
    @ApiErrorResponses(409)
    Response repaint(Map<String, Object> body);
  }

  @Test
  void describesQueryAndHeaderParameters() {
    List<Map<String, Object>> parameters = signature("list").parameters();

    assertEquals(
        Set.of("page", "limit", "search", "sortBy", "sortDir", "colour", "X-Why"),
        parameters.stream().map(each -> each.get("name")).collect(Collectors.toSet()));
    assertEquals(
        List.of("X-Why"),
        parameters.stream()
            .filter(each -> each.get("in").equals("header"))
            .map(each -> each.get("name"))
            .toList());
    assertEquals(
        List.of("X-Why"),
        parameters.stream()
            .filter(each -> each.get("required").equals(true))
            .map(each -> each.get("name"))
            .toList());
    assertEquals(List.of(), signature("get").parameters());
  }

  @Test
  void describesWhetherBodyIsRequired() {
    assertEquals(
        Optional.of(true), signature("make").body().map(OperationSchema.OperationBody::needed));
    assertEquals(
        Optional.of(false), signature("clear").body().map(OperationSchema.OperationBody::needed));
    assertEquals(Optional.empty(), signature("list").body());
  }

  @Test
  void describesSuccessStatusIfKnown() {
    assertEquals(Set.of("200"), signature("get").answers().keySet());
    assertEquals(Set.of("204"), signature("clear").answers().keySet());
    assertEquals(Set.of(), signature("make").answers().keySet());
  }

  @Test
  void describesResponseMembers() {
    Map<String, Object> thing =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "thing_id",
                Map.of("type", "string"),
                "parts",
                Map.of("type", "integer"),
                "made",
                Map.of("type", "string", "format", "date-time"),
                "whole",
                Map.of("type", "boolean"),
                "sizes",
                Map.of("type", "object", "additionalProperties", Map.of("type", "number")),
                "inside",
                Map.of("type", "array", "items", Map.of("type", "object")),
                "more",
                Map.of()));

    assertEquals(thing, members("get").get("data"));
    assertEquals(Map.of("type", "array", "items", thing), members("list").get("data"));
  }

  @Test
  void describesBodyMembers() {
    assertEquals(
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "name",
                Map.of("type", "string"),
                "colour",
                Map.of("type", "string", "enum", List.of("red", "blue"))),
            "required",
            List.of("name")),
        signature("paint").body().orElseThrow().schema());
  }

  @Test
  void describesMapMembersByAnnotation() {
    OperationSchema described = signature("repaint");

    assertEquals(
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "tags",
                Map.of("type", "array", "items", Map.of("type", "string"), "description", "Tags")),
            "required",
            List.of("tags")),
        described.body().orElseThrow().schema());
    assertEquals(Set.of("201"), described.answers().keySet());
    assertEquals(Set.of(409, 422), described.refusals().keySet());
  }

  private static Map<?, ?> members(String method) {
    return (Map<?, ?>) signature(method).answers().get("200").get("properties");
  }

  private static OperationSchema signature(String name) {
    return ResourceMethodSchemaReader.of(
        Arrays.stream(Methods.class.getDeclaredMethods())
            .filter(method -> method.getName().equals(name))
            .findAny()
            .orElseThrow());
  }
}
