/** A LumoAuth module: users can read documents that are public. */
package ${package};
