namespace Orleans.Runtime;

/// <summary>Runs work in turns of one activation, one after the other.</summary>
public interface IWorkItemScheduler
{
    void QueueAction(Action action);

    void QueueAction(Action<object> action, object state);

    void QueueTask(Task task);
}
