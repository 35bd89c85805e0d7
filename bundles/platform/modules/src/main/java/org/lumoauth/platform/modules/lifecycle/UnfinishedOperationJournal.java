/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.module.ModuleException;
import org.osgi.framework.Bundle;

/** Recorded steps of operations, to be completed after a crash. */
interface UnfinishedOperationJournal {

  /** Returns the bundles to remove after a crash in such a step, by module. */
  Map<String, List<Bundle>> unfinished() throws ModuleException;

  /** Deletes the record of a module's completed step. */
  void complete(String module) throws ModuleException;
}
