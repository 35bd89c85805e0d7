/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import org.lumoauth.api.relation.RelationSubject;

/**
 * A tuple that may hold.
 *
 * @param subject who
 * @param certain whether it holds; otherwise it is unknown, for want of a condition's values
 */
record OracleFact(RelationSubject subject, boolean certain) {}
