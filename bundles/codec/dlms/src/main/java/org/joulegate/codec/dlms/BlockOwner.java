package org.joulegate.codec.dlms;

/**
 * Whose transfer a block belongs to. Blocks of different owners are never put together, and none
 * touches the transfer of another.
 *
 * @param peer who sent the block and to whom ({@link Arrival#peer()})
 * @param invokeId of a get-response; {@link Block#GENERAL} of general-block-transfer, which has
 *     none
 * @param around what the block came in; who seals with another key or not at all is another owner
 */
record BlockOwner(long peer, int invokeId, Protection around) {

  boolean owns(BlockOwner block) {
    return block.peer == peer && block.invokeId == invokeId && around.isAlike(block.around);
  }
}
