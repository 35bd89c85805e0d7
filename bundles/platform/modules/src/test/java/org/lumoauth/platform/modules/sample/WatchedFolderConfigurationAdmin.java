/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configuration administration that knows one thing: the folder that fileinstall watches. */
public record WatchedFolderConfigurationAdmin(Path folder) implements ConfigurationAdmin {

  @Override
  public Configuration[] listConfigurations(String filter) {
    return new Configuration[] {new FolderConfiguration(folder)};
  }

  @Override
  public Configuration createFactoryConfiguration(String factoryPid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration createFactoryConfiguration(String factoryPid, String location) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getConfiguration(String pid, String location) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getConfiguration(String pid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getFactoryConfiguration(String pid, String name, String location) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Configuration getFactoryConfiguration(String pid, String name) {
    throw new UnsupportedOperationException();
  }

  /** Fileinstall's own configuration of the folder. */
  private record FolderConfiguration(Path folder) implements Configuration {
    @Override
    public Dictionary<String, Object> getProperties() {
      return new Hashtable<>(Map.of("felix.fileinstall.dir", folder.toString()));
    }

    @Override
    public String getPid() {
      return "org.apache.felix.fileinstall.deploy";
    }

    @Override
    public String getFactoryPid() {
      return "org.apache.felix.fileinstall";
    }

    @Override
    public Dictionary<String, Object> getProcessedProperties(ServiceReference<?> reference) {
      return getProperties();
    }

    @Override
    public void update(Dictionary<String, ?> properties) {}

    @Override
    public void update() {}

    @Override
    public boolean updateIfDifferent(Dictionary<String, ?> properties) {
      return false;
    }

    @Override
    public void delete() {}

    @Override
    public void setBundleLocation(String location) {}

    @Override
    public String getBundleLocation() {
      return null;
    }

    @Override
    public long getChangeCount() {
      return 0;
    }

    @Override
    public void addAttributes(ConfigurationAttribute... attributes) {}

    @Override
    public Set<ConfigurationAttribute> getAttributes() {
      return Set.of();
    }

    @Override
    public void removeAttributes(ConfigurationAttribute... attributes) {}
  }
}
