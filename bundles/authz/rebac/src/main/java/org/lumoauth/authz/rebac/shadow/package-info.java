/** Evaluates a second model beside the active one and counts the differences. */
package org.lumoauth.authz.rebac.shadow;
