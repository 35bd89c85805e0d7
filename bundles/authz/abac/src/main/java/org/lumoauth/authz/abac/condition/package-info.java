/**
 * Conditions of policies: parsing and evaluation. All classes are pure functions of the supplied
 * attributes.
 */
package org.lumoauth.authz.abac.condition;
