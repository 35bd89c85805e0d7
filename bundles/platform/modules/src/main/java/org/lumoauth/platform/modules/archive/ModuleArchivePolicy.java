package org.lumoauth.platform.modules.archive;

import org.lumoauth.api.module.ModuleException;

/** Decides whether a fetched archive may be installed. */
@FunctionalInterface
public interface ModuleArchivePolicy {

  /** For the operator's own console, which can do anything to the server already. */
  ModuleArchivePolicy NONE = archive -> {};

  /** Refuses an archive by throwing. */
  void check(ModuleArchive archive) throws ModuleException;
}
