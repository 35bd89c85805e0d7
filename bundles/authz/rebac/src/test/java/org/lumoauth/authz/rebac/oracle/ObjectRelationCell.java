/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import org.lumoauth.api.relation.ObjectRef;

/** A relation of an object. */
record ObjectRelationCell(ObjectRef object, String relation) {}
