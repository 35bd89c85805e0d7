/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.Resource;

/** Finds a changelog in its bundle, and Liquibase's own files in Liquibase's bundle. */
final class ChangelogAccessor extends AbstractResourceAccessor {
  private final ClassLoader owner;
  private final ClassLoader liquibase;
  private final SortedSet<String> ofTheUnit = new ConcurrentSkipListSet<>();

  ChangelogAccessor(ClassLoader owner, ClassLoader liquibase) {
    this.owner = owner;
    this.liquibase = liquibase;
  }

  /** Returns the owner's files read so far. */
  SortedSet<String> ofTheUnit() {
    return ofTheUnit;
  }

  @Override
  public List<Resource> getAll(String path) {
    String name = path.replace('\\', '/').replaceFirst("^(classpath:)?/*", "");
    URL own = owner.getResource(name);
    if (own != null) {
      ofTheUnit.add(name);
    }
    return Stream.of(Optional.ofNullable(own), Optional.ofNullable(liquibase.getResource(name)))
        .flatMap(Optional::stream)
        .limit(1)
        .map(url -> (Resource) new ChangelogResource(name, url, this))
        .toList();
  }

  /** A changelog lists its files; including whole folders is not supported. */
  @Override
  public List<Resource> search(String path, boolean recursive) {
    return List.of();
  }

  @Override
  public List<String> describeLocations() {
    return List.of(owner.toString(), liquibase.toString());
  }

  @Override
  public void close() {
    // Class loaders are closed by their bundles.
  }

  private static final class ChangelogResource extends AbstractResource {
    private final URL url;
    private final ChangelogAccessor accessor;

    ChangelogResource(String path, URL url, ChangelogAccessor accessor) {
      super(path, uri(url));
      this.url = url;
      this.accessor = accessor;
    }

    private static URI uri(URL url) {
      try {
        return url.toURI();
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("the resource has no valid URI: " + url, e);
      }
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return url.openStream();
    }

    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public Resource resolve(String other) {
      return found(getPath() + "/" + other).orElse(this);
    }

    @Override
    public Resource resolveSibling(String other) {
      String path = getPath();
      return found(path.substring(0, path.lastIndexOf('/') + 1) + other)
          .orElseThrow(() -> new IllegalArgumentException("no such changelog: " + other));
    }

    private Optional<Resource> found(String path) {
      return Stream.of(path).flatMap(name -> accessor.getAll(name).stream()).findFirst();
    }
  }
}
