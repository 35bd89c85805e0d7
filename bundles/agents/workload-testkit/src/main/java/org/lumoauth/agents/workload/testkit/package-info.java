/** Contract tests for workload identity providers. */
@NullMarked
package org.lumoauth.agents.workload.testkit;

import org.jspecify.annotations.NullMarked;
