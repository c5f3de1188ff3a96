package org.joulegate.itests.codecs;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.openmuc.j62056.DataMessage;
import org.openmuc.j62056.DataSet;
import org.openmuc.j62056.internal.IdentificationMessage;

/** j62056 of OpenMUC, for read-outs of IEC 62056-21 (modes A to C). */
final class J62056Peer implements Contender {

  /** Package-private in j62056, where its port calls it. */
  private static final MethodHandle READ = read();

  @Override
  public String name() {
    return "j62056 2.2.0";
  }

  @Override
  public Work prepare(Sample sample) {
    byte[] bytes = FramedReadout.of(sample.bytes());
    return () -> {
      long sum = 0;
      for (DataSet set : decode(bytes)) {
        sum += set.getAddress().length() + set.getValue().length() + set.getUnit().length();
      }
      return sum;
    };
  }

  @Override
  public int size(Sample sample) {
    return FramedReadout.of(sample.bytes()).length;
  }

  @Override
  public Answer answer(Sample sample) {
    try {
      List<Answer.Register> registers = new ArrayList<>();
      for (DataSet set : decode(FramedReadout.of(sample.bytes()))) {
        registers.add(new Answer.Register(set.getAddress(), set.getValue(), set.getUnit()));
      }
      return Answer.registers(registers);
    } catch (Exception e) {
      return Answer.refused(e.toString());
    }
  }

  private static List<DataSet> decode(byte[] bytes) throws Exception {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    IdentificationMessage identification = new IdentificationMessage(in);
    try {
      DataMessage message = (DataMessage) READ.invokeExact(in, identification);
      return message.getDataSets();
    } catch (Exception e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle read() {
    try {
      return MethodHandles.privateLookupIn(DataMessage.class, MethodHandles.lookup())
          .findStatic(
              DataMessage.class,
              "readModeAbcDataMessage",
              MethodType.methodType(
                  DataMessage.class, DataInputStream.class, IdentificationMessage.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
