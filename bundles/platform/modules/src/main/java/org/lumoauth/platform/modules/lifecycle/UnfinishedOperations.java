package org.lumoauth.platform.modules.lifecycle;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.module.ModuleException;
import org.osgi.framework.Bundle;

/** Steps of operations that are noted, so that one in which the server dies is ended later. */
interface UnfinishedOperations {

  /** The bundles that have to leave since the server died in such a step, by module. */
  Map<String, List<Bundle>> unfinished() throws ModuleException;

  /** The step with a module is over. */
  void complete(String module) throws ModuleException;
}
