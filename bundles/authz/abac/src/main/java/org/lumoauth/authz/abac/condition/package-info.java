/**
 * Conditions of policies: how they are written, and what they come to. Everything here is a pure
 * function of the attributes that it is given.
 */
package org.lumoauth.authz.abac.condition;
