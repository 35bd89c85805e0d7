/** Export and import of trust rules as part of a tenant's document. */
@NullMarked
package org.lumoauth.agents.workload.transfer;

import org.jspecify.annotations.NullMarked;
