/**
 * Approval of actions that an agent may not perform alone, and the channels that notify approvers.
 */
@Export
@Version("1.7.0")
@NullMarked
package org.lumoauth.api.approval;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
