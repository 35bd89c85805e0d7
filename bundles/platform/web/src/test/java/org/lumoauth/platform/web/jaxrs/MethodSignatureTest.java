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
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.lumoauth.platform.web.routing.Signature;

class MethodSignatureTest {

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
      @Member(needed = true) String name, @Member(oneOf = {"red", "blue"}) String colour) {}

  /** Resource methods. */
  interface Methods {
    @GET
    ListBody<Thing> list(
        @BeanParam PageQuery page,
        @QueryParam("colour") String colour,
        @HeaderParam("X-Why") @Member(needed = true) String why);

    @GET
    DataBody<Thing> get(@PathParam("id") String id);

    @POST
    Response make(Map<String, Object> body);

    @POST
    void clear(@OptionalBody Map<String, Object> body);

    @POST
    void paint(Paint body);

    @POST
    @Takes(members = @Member(value = "tags", type = String[].class, needed = true, says = "Tags"))
    @AnswersWith(status = 201)
    @Refuses(409)
    Response repaint(Map<String, Object> body);
  }

  @Test
  void namesTheParametersOfQueriesAndHeaders() {
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
  void saysWhetherABodyIsNeeded() {
    assertEquals(Optional.of(true), signature("make").body().map(Signature.Body::needed));
    assertEquals(Optional.of(false), signature("clear").body().map(Signature.Body::needed));
    assertEquals(Optional.empty(), signature("list").body());
  }

  @Test
  void saysWhichStatusThereIsWhereThereIsOne() {
    assertEquals(Set.of("200"), signature("get").answers().keySet());
    assertEquals(Set.of("204"), signature("clear").answers().keySet());
    assertEquals(Set.of(), signature("make").answers().keySet());
  }

  @Test
  void describesTheMembersOfWhatIsAnswered() {
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
  void describesTheMembersOfABody() {
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
  void describesTheMembersOfAMapByWhatIsSaidOfThem() {
    Signature described = signature("repaint");

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

  private static Signature signature(String name) {
    return MethodSignature.of(
        Arrays.stream(Methods.class.getDeclaredMethods())
            .filter(method -> method.getName().equals(name))
            .findAny()
            .orElseThrow());
  }
}
