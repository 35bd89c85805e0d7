/**
 * Agent blueprints: the limits that all agents of a kind inherit, their store, administration and
 * export.
 */
package org.lumoauth.agents.registry.blueprint;
