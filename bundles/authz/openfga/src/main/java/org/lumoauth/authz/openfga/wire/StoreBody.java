package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.authz.openfga.FgaIds;

/** A store on the wire. */
public record StoreBody(
    String id,
    String name,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  /** A store that is to be made. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Wanted(String name) {}

  /** Some stores. */
  public record Listed(
      List<StoreBody> stores, @JsonProperty("continuation_token") String continuationToken) {

    /** What was found. */
    public static Listed of(Slice<RelationStore> slice) {
      return new Listed(
          slice.items().stream().map(StoreBody::of).toList(), slice.next().orElse(""));
    }
  }

  /** The same of a store. */
  public static StoreBody of(RelationStore store) {
    return new StoreBody(
        FgaIds.plain(store.id()), store.name(), store.createdAt(), store.updatedAt());
  }
}
