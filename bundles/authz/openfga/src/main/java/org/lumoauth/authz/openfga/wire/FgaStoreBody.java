package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.authz.openfga.FgaIdMapper;

/** A store on the wire. */
public record FgaStoreBody(
    String id,
    String name,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  /** The values of a new store. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CreateStoreBody(String name) {}

  /** A page of stores. */
  public record ListStoresResponse(
      List<FgaStoreBody> stores, @JsonProperty("continuation_token") String continuationToken) {

    /** Creates the response. */
    public static ListStoresResponse of(ResultSlice<RelationStore> slice) {
      return new ListStoresResponse(
          slice.items().stream().map(FgaStoreBody::of).toList(), slice.next().orElse(""));
    }
  }

  /** Creates the wire form of a store. */
  public static FgaStoreBody of(RelationStore store) {
    return new FgaStoreBody(
        FgaIdMapper.plain(store.id()), store.name(), store.createdAt(), store.updatedAt());
  }
}
